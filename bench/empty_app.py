"""An empty page with an empty folium map: the least that Streamlit and folium take to start."""

from __future__ import annotations

import folium
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
st_folium(
    folium.Map(location=(31.0, 63.0), zoom_start=5, tiles=None),
    height=620,
    use_container_width=True,
    returned_objects=[],
)
