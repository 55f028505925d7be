"""Questions asked of the warehouse; a lens has its queries, frames and figures in one folder."""
