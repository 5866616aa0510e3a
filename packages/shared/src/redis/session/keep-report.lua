-- Keeps a report beside its session, for as long as the session is kept. Does nothing if that is gone or erased.
-- KEYS: 1 record hash, 2 reports hash, 3 tombstone
-- ARGV: 1 hash of the report, 2 the report (JSON)
-- Reply: 'ok' | 'gone'
if redis.call('EXISTS', KEYS[3]) == 1 then return 'gone' end
local left = redis.call('PTTL', KEYS[1])
if left == -2 then return 'gone' end
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
if left >= 0 then redis.call('PEXPIRE', KEYS[2], left) end
return 'ok'
