"""Questions asked of the warehouse: a lens is a folder, a chart of it one query and one module."""
