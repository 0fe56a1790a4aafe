-- The tables of a data folder of version 1, as released. Never changed.

CREATE TABLE setting (
    name VARCHAR(60) NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
);

CREATE TABLE batch (
    batch_id INTEGER NOT NULL,
    unit VARCHAR(12) NOT NULL,
    period INTEGER NOT NULL,
    received_at BIGINT NOT NULL,
    submitted_by VARCHAR(60) NOT NULL,
    evidence VARCHAR(80) NOT NULL,
    original VARCHAR(80) NOT NULL,
    file_name VARCHAR(200) NOT NULL,
    reason TEXT NOT NULL,
    content VARCHAR(80) NOT NULL,
    PRIMARY KEY (batch_id)
);

CREATE INDEX batch_received ON batch (received_at);

CREATE TABLE evaluation (
    evaluation_id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    period VARCHAR(8) NOT NULL,
    layer VARCHAR(20) NOT NULL,
    version INTEGER NOT NULL,
    first_month INTEGER NOT NULL,
    last_month INTEGER NOT NULL,
    ruleset VARCHAR(60) NOT NULL,
    ruleset_hash VARCHAR(80) NOT NULL,
    facts_hash VARCHAR(80) NOT NULL,
    calendar_hash VARCHAR(80) NOT NULL,
    engine VARCHAR(20) NOT NULL,
    as_of BIGINT,
    manifest TEXT NOT NULL,
    content VARCHAR(80) NOT NULL,
    status VARCHAR(12) NOT NULL,
    created_at BIGINT NOT NULL,
    created_by VARCHAR(60) NOT NULL,
    published_at BIGINT,
    published_by VARCHAR(60),
    PRIMARY KEY (evaluation_id),
    UNIQUE (kind, period, layer, ruleset, version)
);

CREATE TABLE outbox (
    outbox_id INTEGER NOT NULL,
    at BIGINT NOT NULL,
    actor VARCHAR(60) NOT NULL,
    scope VARCHAR(200) NOT NULL,
    action VARCHAR(40) NOT NULL,
    object VARCHAR(200) NOT NULL,
    content VARCHAR(80) NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (outbox_id)
);

CREATE TABLE job (
    job_id INTEGER NOT NULL,
    kind VARCHAR(20) NOT NULL,
    started_at BIGINT NOT NULL,
    state VARCHAR(12) NOT NULL,
    done INTEGER NOT NULL,
    total INTEGER NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (job_id)
);

CREATE TABLE segment (
    batch_id INTEGER NOT NULL,
    ledger VARCHAR(20) NOT NULL,
    unit VARCHAR(12) NOT NULL,
    month INTEGER NOT NULL,
    digest VARCHAR(80) NOT NULL,
    file VARCHAR(80) NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (batch_id, ledger, unit, month),
    FOREIGN KEY(batch_id) REFERENCES batch (batch_id)
);

CREATE INDEX segment_active ON segment (ledger, unit, month, batch_id);

CREATE TABLE cover (
    batch_id INTEGER NOT NULL,
    market VARCHAR(12) NOT NULL,
    ledger VARCHAR(20) NOT NULL,
    month INTEGER NOT NULL,
    rows INTEGER NOT NULL,
    PRIMARY KEY (batch_id, market, ledger, month),
    FOREIGN KEY(batch_id) REFERENCES batch (batch_id)
);

CREATE TABLE register_row (
    row_id INTEGER NOT NULL,
    batch_id INTEGER NOT NULL,
    register VARCHAR(20) NOT NULL,
    subject VARCHAR(40) NOT NULL,
    natural_key VARCHAR(200) NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_to BIGINT,
    withdrawn SMALLINT NOT NULL,
    payload TEXT NOT NULL,
    digest VARCHAR(80) NOT NULL,
    PRIMARY KEY (row_id),
    FOREIGN KEY(batch_id) REFERENCES batch (batch_id)
);

CREATE INDEX register_row_batch ON register_row (batch_id);

CREATE INDEX register_row_key ON register_row (register, natural_key, valid_from);

CREATE TABLE result (
    evaluation_id INTEGER NOT NULL,
    subject_kind VARCHAR(10) NOT NULL,
    subject VARCHAR(40) NOT NULL,
    name VARCHAR(200) NOT NULL,
    division VARCHAR(12) NOT NULL,
    type VARCHAR(12) NOT NULL,
    mode VARCHAR(12) NOT NULL,
    months_duty INTEGER NOT NULL,
    months_filed INTEGER NOT NULL,
    score INTEGER,
    low INTEGER,
    high INTEGER,
    assessed_share INTEGER,
    applicable_share INTEGER,
    bonus INTEGER NOT NULL,
    adjusted INTEGER NOT NULL,
    score_unwaived INTEGER,
    size_band VARCHAR(12),
    grade VARCHAR(12),
    provisional SMALLINT NOT NULL,
    reason VARCHAR(20),
    rank INTEGER,
    rank_best INTEGER,
    rank_worst INTEGER,
    peers INTEGER,
    vetoes TEXT NOT NULL,
    entries TEXT NOT NULL,
    caps TEXT NOT NULL,
    PRIMARY KEY (evaluation_id, subject_kind, subject),
    FOREIGN KEY(evaluation_id) REFERENCES evaluation (evaluation_id)
);

CREATE TABLE finding (
    evaluation_id INTEGER NOT NULL,
    subject_kind VARCHAR(10) NOT NULL,
    subject VARCHAR(40) NOT NULL,
    criterion VARCHAR(80) NOT NULL,
    group_id VARCHAR(40) NOT NULL,
    effect VARCHAR(10) NOT NULL,
    finding VARCHAR(16) NOT NULL,
    reason VARCHAR(24),
    waived SMALLINT NOT NULL,
    numerator BIGINT,
    denominator BIGINT,
    undecided BIGINT,
    months_duty INTEGER NOT NULL,
    months_filed INTEGER NOT NULL,
    points_low INTEGER,
    points_high INTEGER,
    points_maximum INTEGER,
    threshold TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (evaluation_id, subject_kind, subject, criterion),
    FOREIGN KEY(evaluation_id) REFERENCES evaluation (evaluation_id)
);

CREATE TABLE aggregate (
    evaluation_id INTEGER NOT NULL,
    area VARCHAR(12) NOT NULL,
    market_type VARCHAR(12) NOT NULL,
    measure VARCHAR(60) NOT NULL,
    numerator BIGINT,
    denominator BIGINT,
    n BIGINT NOT NULL,
    PRIMARY KEY (evaluation_id, area, market_type, measure),
    FOREIGN KEY(evaluation_id) REFERENCES evaluation (evaluation_id)
);
