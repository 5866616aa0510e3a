-- Puts a log without the words of expired parts in the place of a session's log, with its record and reports in one step,
-- if the session is still as it was read.
-- KEYS: 1 record hash, 2 log stream, 3 the log that takes its place, 4 reports hash, 5 configurations hash, 6 tombstone,
--       7 the note that Redis' file still has what was erased, 8 coaches' notes hash
-- ARGV: 1 revision and 2 commit id that it was read at, 3 expired parts (JSON), 4 job configuration (JSON; '' as it is),
--       5 '1' the reports and coaches' notes go, 6 '1' the configurations go, 7 the note, 8 practice (JSON; '' as it is)
-- Reply: 'expired' | 'moved' (it is another one by now; nothing is changed)
local now = redis.call('HMGET', KEYS[1], 'revision', 'commitId', 'phase')
local isSame = now[1] == ARGV[1] and (now[2] or '') == ARGV[2] and now[3] == 'closed'
  and redis.call('EXISTS', KEYS[6]) == 0 and redis.call('XLEN', KEYS[2]) == redis.call('XLEN', KEYS[3])
if not isSame then
  redis.call('DEL', KEYS[3])
  return 'moved'
end
local left = redis.call('PTTL', KEYS[2])
redis.call('RENAME', KEYS[3], KEYS[2])
if left >= 0 then redis.call('PEXPIRE', KEYS[2], left) else redis.call('PERSIST', KEYS[2]) end
redis.call('HSET', KEYS[1], 'expired', ARGV[3], 'expiredRevision', ARGV[1])
if ARGV[4] ~= '' then redis.call('HSET', KEYS[1], 'jobConfiguration', ARGV[4]) end
if ARGV[8] ~= '' then redis.call('HSET', KEYS[1], 'practice', ARGV[8]) end
if ARGV[5] == '1' then redis.call('DEL', KEYS[4], KEYS[8]) end
if ARGV[6] == '1' then redis.call('DEL', KEYS[5]) end
redis.call('SET', KEYS[7], ARGV[7])
return 'expired'
