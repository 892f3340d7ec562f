from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class WorkConfig(AppConfig):
    name = "khuyencong.work"
    label = "work"
    verbose_name = "Công việc"

    def ready(self) -> None:
        autodiscover_modules("tasks")
