"""The graph as tools for an agent, over the Model Context Protocol on stdio (extra ``mcp``).

Nothing here is imported by the rest of hqgraph but by the command ``hqgraph mcp``.
"""
