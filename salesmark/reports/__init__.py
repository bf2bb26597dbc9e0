"""Words from numbers: what a run or an export says, as a page of text; and teams side by side."""
