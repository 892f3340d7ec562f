"""Addresses of establishments and of the lists of trades."""

from django.urls import path

from khuyencong.web.establishments import listing, merging, one, registering, statements, trades

app_name = "establishments"
urlpatterns = [
    path("", listing.establishments, name="list"),
    path("export.xlsx", listing.export, name="export"),
    path("registration/", registering.register, name="register"),
    path("trades/", trades.trades, name="trades"),
    path("trades/loading/", trades.load, name="load-trades"),
    path("<int:pk>/", one.establishment, name="establishment"),
    path("<int:pk>/correction/", registering.correct, name="correct"),
    path("<int:pk>/trade/", statements.trade, name="trade"),
    path("<int:pk>/fact/", statements.fact, name="fact"),
    path("<int:pk>/merging/", merging.merge, name="merge"),
    path("<int:pk>/merges/<int:merge_pk>/undoing/", merging.undo_merge, name="undo-merge"),
]
