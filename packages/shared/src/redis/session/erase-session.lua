-- Removes a session, leaves a tombstone that refuses what still arrives, and counts what was removed in the deletion
-- record, all in one step: an erasure that is repeated, or done twice at the same time, counts nothing more.
-- KEYS: 1 record, 2 tombstone, 3 deletion record, 4 live sessions, 5 quarantine, 6 sessions whose report is not settled,
--       7 slots of live sessions, then the session's other keys
-- ARGV: 1 session id, 2 life of the tombstone in s, then field, count, …
-- Reply: whether the record was there, 1 or 0
redis.call('SET', KEYS[2], '1', 'EX', ARGV[2])
local wasThere = redis.call('DEL', KEYS[1])
for i = 8, #KEYS do redis.call('DEL', KEYS[i]) end
for i = 4, 7 do redis.call('ZREM', KEYS[i], ARGV[1]) end
if wasThere == 1 and redis.call('EXISTS', KEYS[3]) == 1 then
  for i = 3, #ARGV, 2 do redis.call('HINCRBY', KEYS[3], ARGV[i], ARGV[i + 1]) end
end
return wasThere
