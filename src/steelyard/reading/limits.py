"""How much a form may hold. Real forms stay far below every one of these."""

FILE_BYTES = 100_000_000  # a file as it lies on the disk
PART_BYTES = 20_000_000  # one unpacked part of an Office file
TOTAL_BYTES = 200_000_000  # all parts of XML together, unpacked
RATIO = 100  # unpacked : packed, for parts above RATIO_FROM; the highest met in real files is 38
RATIO_FROM = 1_000_000
MEMBERS = 2_000  # parts of an Office file
TAGS = 2_000_000  # of one part or page of XML or HTML; the form of 47 KB has ten thousand
LINES = 100_000  # of a text
SPAN = 1_024  # rows or columns that one cell covers
PLACES = 200_000  # grid places of all tables of a document together
DEPTH = 8  # tables within tables
SECONDS = 20.0  # for a reader that runs in a process of its own
MEMORY = 1_500_000_000  # bytes of address space for that process
