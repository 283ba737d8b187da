"""Streamlit functions, each showing one thing; the only code that imports streamlit."""
