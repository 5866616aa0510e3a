-- Closes a session whose record cannot be read, by its phase alone, which needs no reading: its holders see the phase
-- and let go. The session stays unreadable, even if only the phase was wrong. It either goes to the head of the
-- reaper's list, or leaves the list for the quarantine.
-- KEYS: 1 record, 2 live sessions, 3 quarantine
-- ARGV: 1 session id, 2 'list' | 'quarantine', 3 now in ms, 4 expiry in s of what has none, 5 most in quarantine
-- Replies (two strings): phase as it stood, call sid as it stands (JSON); '' where there is none
local kind = redis.call('TYPE', KEYS[1]).ok
local phase, callSid = '', ''
if kind == 'hash' then
  local fields = redis.call('HMGET', KEYS[1], 'phase', 'callSid')
  phase, callSid = fields[1] or '', fields[2] or ''
  redis.call('HSET', KEYS[1], 'phase', 'closed', 'unreadable', '1')
end
if kind ~= 'none' and redis.call('TTL', KEYS[1]) == -1 then redis.call('EXPIRE', KEYS[1], ARGV[4]) end
if kind ~= 'none' and ARGV[2] == 'list' then
  redis.call('ZADD', KEYS[2], 0, ARGV[1])
  return { phase, callSid }
end
redis.call('ZREM', KEYS[2], ARGV[1])
if kind ~= 'none' then
  redis.call('ZADD', KEYS[3], 'NX', ARGV[3], ARGV[1])
  redis.call('ZREMRANGEBYRANK', KEYS[3], 0, -ARGV[5] - 1)
end
return { phase, callSid }
