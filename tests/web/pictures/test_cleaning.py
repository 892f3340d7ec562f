"""Nothing that the site's policy forbids comes through."""

from khuyencong.web.pictures.cleaning import cleaned
from tests.web.pictures.markup import fit_for_the_page

WILD = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">
<script>alert(1)</script><style>* { fill: red }</style><image xlink:href="http://elsewhere.example/x.png"/>
<a href="http://elsewhere.example/"><text>gone</text></a>
<path d="M0.123456,1.98765h5z" onclick="alert(1)" style="fill: #123456; stroke-width: 2; behavior: url(x)"/>
<rect width="3" height="3" fill="url(http://elsewhere.example/#x)"/><g class="empty"/></svg>"""


def test_only_shapes_and_words_are_left_and_styles_become_attributes():
    svg = cleaned(WILD)

    assert fit_for_the_page(svg)
    assert '<path d="M0.1,2h5z" fill="#123456" stroke-width="2" />' in svg
    assert "elsewhere" not in svg
    assert "<g" not in svg
