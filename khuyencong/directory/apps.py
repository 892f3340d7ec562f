from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "khuyencong.directory"
    label = "directory"
    verbose_name = "Danh bạ"
