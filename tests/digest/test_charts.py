import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from mujaz.digest.charts import bars
from mujaz.records.digest import Count

counts = st.builds(
    Count,
    label=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=40),
    new=st.integers(0, 50),
    repeated=st.integers(0, 50),
    other=st.integers(0, 50),
)


@given(st.lists(counts, max_size=15), st.text(max_size=20).filter(str.isprintable))
def test_any_chart_is_well_formed_and_its_bars_stay_inside(items: list[Count], title: str) -> None:
    svg = bars(items, title)
    if not any(item.total for item in items):
        assert svg == ""
        return
    tree = ET.fromstring(svg)
    width = float(tree.attrib["width"])
    rects = [node for node in tree.iter() if node.tag.endswith("rect")]
    assert all(float(r.attrib["x"]) + float(r.attrib["width"]) <= width for r in rects)


def test_the_numbers_stand_beside_the_bars() -> None:
    svg = bars([Count(label="Qatar <x>", new=2, repeated=1)], "By actor")
    assert ">3</text>" in svg
    assert "Qatar &lt;x&gt;" in svg
    assert 'aria-label="By actor"' in svg
