"""Who calls: the signed token that a CDS client sends with every request, and whom a site lets in."""
