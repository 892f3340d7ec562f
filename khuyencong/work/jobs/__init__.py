"""
Work done away from the page that asked for it.

A stage writes its jobs in its ``tasks.py``, which is read when the site starts::

    from khuyencong.work.jobs.progress import progress
    from khuyencong.work.jobs import job

    @job("planning.read_plan")
    def read_plan(job, *, upload):
        for number, row in enumerate(rows):
            progress(job, number, len(rows), "Reading row %(row)s", row=number)
        return {"url": "/planning/plans/…/"}

and asks for one with ``khuyencong.work.jobs.actions.enqueue("planning.read_plan", by=person, upload=upload.pk)``.
"""

from khuyencong.work.jobs.registry import job

__all__ = ["job"]
