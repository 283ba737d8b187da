"""The shell: the page of HTML into which Streamlit draws, and what it says when it cannot."""
