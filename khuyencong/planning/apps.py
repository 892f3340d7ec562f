from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "khuyencong.planning"
    label = "planning"
    verbose_name = "Kế hoạch"
