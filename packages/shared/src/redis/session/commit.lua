-- Applies one decided commit to one session, or says why not. Everything is checked before the first write, because
-- Redis does not roll a script back. Two writes come first and may stand alone: an early entry in the list of live
-- sessions, which the reaper corrects, and then the first entry of the log, which Redis itself refuses if it does not come
-- next. 'unreadable' says that it does not: the log is no stream, or its last id is ahead of the record's revision.
-- KEYS: 1 record hash, 2 log stream, 3 operations hash, 4 tombstone, 5 sessions whose report is not settled, 6 live sessions
-- ARGV: 1 operation id, 2 revision it was decided on, 3 allowed phases (',a,b,'), 4 role ('' = not fenced), 5 token, 6 commit id,
--       7 body hash of the operation, 8 operations ttl in s, 9 channel, 10 message,
--       11 session id, 12 when a worker looks for its report ('' = as it is, '-' = never again),
--       13 id of the commit it was decided on ('' = not known),
--       14 deadline for the list of live sessions, never later than the listed one ('' = as it is, '-' = off the list),
--       15 number of events, then the events (JSON), then field, value, …
-- Replies (always four strings): outcome, revision, commit id, detail
local known = redis.call('HGET', KEYS[3], ARGV[1])
if known then
  local revision, commit, body = string.match(known, '^(%d+) (%S+) (%S*)$')
  return { body == ARGV[7] and 'duplicate' or 'operation_conflict', revision, commit, '' }
end
if redis.call('EXISTS', KEYS[4]) == 1 then return { 'gone', '0', '', 'erased' } end
local current = redis.call('HMGET', KEYS[1], 'revision', 'phase', 'commitId', ARGV[4] .. 'Token')
local revision = current[1]
if not revision then return { 'gone', '0', '', '' } end
if ARGV[4] ~= '' and current[4] ~= ARGV[5] then return { 'fenced', revision, '', current[4] or '' } end
if not string.find(ARGV[3], ',' .. (current[2] or '') .. ',', 1, true) then
  return { 'illegal', revision, current[3] or '', current[2] or '' }
end
-- The same revision by another commit: Redis had lost the one that it was decided on.
local isOther = ARGV[13] ~= '' and current[3] ~= ARGV[13]
if revision ~= ARGV[2] or isOther then return { 'conflict', revision, current[3] or '', '' } end
local isListed = ARGV[14] ~= '' and ARGV[14] ~= '-'
if isListed then redis.call('ZADD', KEYS[6], 'LT', ARGV[14], ARGV[11]) end
local count = tonumber(ARGV[15])
local first = tonumber(revision) + 1
local added = redis.pcall('XADD', KEYS[2], string.format('%d-0', first), 'commitId', ARGV[6], 'event', ARGV[16])
if added.err then
  local isLog = string.find(added.err, 'WRONGTYPE', 1, true) or string.find(added.err, 'equal or smaller', 1, true)
  if isLog then return { 'unreadable', revision, '', 'log' } end
  return added
end
for i = 2, count do
  redis.call('XADD', KEYS[2], string.format('%d-0', first + i - 1), 'commitId', ARGV[6], 'event', ARGV[15 + i])
end
local last = string.format('%d', first + count - 1)
redis.call('HSET', KEYS[1], 'revision', last, 'commitId', ARGV[6], unpack(ARGV, 16 + count))
redis.call('HSET', KEYS[3], ARGV[1], last .. ' ' .. ARGV[6] .. ' ' .. ARGV[7])
redis.call('EXPIRE', KEYS[3], ARGV[8])
if ARGV[12] == '-' then
  redis.call('ZREM', KEYS[5], ARGV[11])
elseif ARGV[12] ~= '' then
  redis.call('ZADD', KEYS[5], ARGV[12], ARGV[11])
end
if ARGV[14] == '-' then redis.call('ZREM', KEYS[6], ARGV[11]) end
redis.call('PUBLISH', ARGV[9], ARGV[10])
return { 'ok', last, ARGV[6], '' }
