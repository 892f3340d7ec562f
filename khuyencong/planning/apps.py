from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "khuyencong.planning"
    label = "planning"
    verbose_name = "Kế hoạch"

    def ready(self) -> None:
        """Planning reacts to what the directory announces."""
        from khuyencong.planning import reactions  # noqa: F401
