-- Creates a session: its record, log, expiry, entry in the list of live sessions and entry in the owner's index
-- together, so that no session lives without an end or out of sight. Everything is checked before the first write.
-- KEYS: 1 record hash, 2 log stream, 3 operations hash, 4 tombstone, 5 live sessions, 6 sessions of the owner
-- ARGV: 1 operation id, 2 commit id, 3 body hash of the operation, 4 operations ttl in s, 5 channel, 6 message,
--       7 the event (JSON), 8 session id, 9 deadline, 10 time of the event, 11 retention in s,
--       12 sessions that the index keeps, then field, value, …
-- Replies (always four strings): outcome, revision, commit id, detail
local known = redis.call('HGET', KEYS[3], ARGV[1])
if known then
  local revision, commit, body = string.match(known, '^(%d+) (%S+) (%S*)$')
  return { body == ARGV[3] and 'duplicate' or 'operation_conflict', revision, commit, '' }
end
if redis.call('EXISTS', KEYS[4]) == 1 then return { 'gone', '0', '', 'erased' } end
if redis.call('EXISTS', KEYS[1]) == 1 then return { 'operation_conflict', '0', '', 'exists' } end
redis.call('HSET', KEYS[1], 'revision', '1', 'commitId', ARGV[2], unpack(ARGV, 13))
redis.call('EXPIRE', KEYS[1], ARGV[11])
redis.call('XADD', KEYS[2], '1-0', 'commitId', ARGV[2], 'event', ARGV[7])
redis.call('EXPIRE', KEYS[2], ARGV[11])
redis.call('HSET', KEYS[3], ARGV[1], '1 ' .. ARGV[2] .. ' ' .. ARGV[3])
redis.call('EXPIRE', KEYS[3], ARGV[4])
redis.call('ZADD', KEYS[5], ARGV[9], ARGV[8])
redis.call('ZADD', KEYS[6], ARGV[10], ARGV[8])
redis.call('ZREMRANGEBYRANK', KEYS[6], 0, -ARGV[12] - 1)
redis.call('EXPIRE', KEYS[6], ARGV[11])
redis.call('PUBLISH', ARGV[5], ARGV[6])
return { 'ok', '1', ARGV[2], '' }
