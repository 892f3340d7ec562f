from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "khuyencong.files"
    label = "files"
    verbose_name = "Tệp"
