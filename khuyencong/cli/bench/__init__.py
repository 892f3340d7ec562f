"""
How quick and how large the system is, against written targets.

Measured on the settings of production: a real gunicorn with two workers, a real signed-in session, a PostgreSQL of its
own whose data are kept in ``var/bench`` between two runs. Everything runs in processes of its own, so that what
measures does not weigh on what is measured.
"""
