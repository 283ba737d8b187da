"""Streamlit functions, each showing one thing: page, map, search, export, about; none else imports streamlit."""
