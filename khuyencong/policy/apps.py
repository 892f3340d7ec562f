from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "khuyencong.policy"
    label = "policy"
    verbose_name = "Quy định"
