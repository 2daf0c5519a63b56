-- Orders as the company's own systems tell them: what was sold to whom, in which packages, by which carrier, when.
-- Times are UTC microseconds. Asked: one order by number (portal, desk, machines), pages of orders by newest change,
-- search by part of a number, code or name, and "what changed" by those that tell capture about orders.

create table orders (
    -- The company's own number, exactly as stations scan it: 1 to 64 printable ASCII characters.
    number text primary key check (length(number) between 1 and 64),

    -- The number in lower case. Unique: buyers type numbers in any case, so two that differ only in case would meet.
    number_folded text not null unique,

    -- cancelled: stations warn when it is scanned. It can be opened again.
    status text not null check (status in ('open', 'cancelled')),

    -- The buyer as this order names them. Not a table of its own: two orders of one address may name different clerks,
    -- and an import must be able to run twice without the two taking turns.
    buyer_name text not null,
    buyer_email text not null,           -- as given, for writing to
    buyer_email_folded text not null,    -- lower case, for comparing
    buyer_language text not null check (buyer_language in ('ru', 'en')),
    buyer_phone text,

    carrier text,                        -- the carrier's name; null: not known yet
    incoterm text check (incoterm in ('EXW','FCA','CPT','CIP','DAP','DPU','DDP','FAS','FOB','CFR','CIF')),
    -- Which rules of carriage or sale decide about terms of notice.
    regime text check (regime in ('cmr','ru_road','ru_forwarding','ru_supply','us_road','ucc','cisg','montreal',
                                  'hague_visby','carrier_terms')),

    handover_due_at_us integer,          -- by when we were to hand over to the carrier
    promised_at_us integer,              -- by when the buyer was promised the goods
    ready_at_us integer,                 -- packed and loaded
    handed_over_at_us integer,           -- taken by the carrier; null: still with us, or not told
    delivered_at_us integer,             -- taken by the buyer; null: on the way, or not told

    -- Number, buyer, carrier, package codes and names of goods in lower case (Cyrillic too), for searching by part.
    search_text text not null,

    -- Grows with each change. Whoever passes orders on compares it with the version it passed on last.
    version integer not null check (version >= 1),
    created_at_us integer not null,
    updated_at_us integer not null check (updated_at_us >= created_at_us)
);

-- Serves pages of orders by newest change.
create index orders_by_change on orders (updated_at_us desc, number);

create table order_lines (
    order_number text not null references orders (number),
    line integer not null check (line between 1 and 9999),   -- the company's own numbering, kept for claims
    sku text not null,
    name text not null,
    quantity integer not null check (quantity >= 1),         -- whole units ordered
    unit text not null,                                      -- as written on papers: "pcs", "шт"
    primary key (order_number, line)
);

create table order_packages (
    order_number text not null references orders (number),
    code text not null,                                      -- SSCC or the company's own code, once in an order
    position integer not null,                               -- in the order's list, from 1
    weight_grams integer check (weight_grams >= 1),          -- at dispatch; null: not weighed
    primary key (order_number, code)
);
