-- How much a case may ask for is counted in memory; that its receipts were sent is said by the case.
ALTER TABLE trace_case DROP COLUMN rows_served;
ALTER TABLE trace_case DROP COLUMN persons_served;
ALTER TABLE trace_case ADD COLUMN receipts_sent INTEGER NOT NULL DEFAULT 0 CHECK (receipts_sent IN (0, 1));
UPDATE trace_case SET receipts_sent = 1 WHERE id IN (SELECT case_id FROM dispute_token);
