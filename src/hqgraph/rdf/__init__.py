"""RDF: the one place where terms, IRIs and triples are spelled."""
