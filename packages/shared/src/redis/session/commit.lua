-- Applies one decided commit to one session, or says why not. Everything is checked before the first write, because
-- Redis does not roll a script back. This includes whether the log takes the next revision as an id. 'unreadable' says
-- that it does not: it is no stream, or its last id is ahead of the record's revision.
-- KEYS: 1 record hash, 2 log stream, 3 operations hash, 4 tombstone, 5 sessions whose report is not settled
-- ARGV: 1 operation id, 2 revision it was decided on, 3 allowed phases (',a,b,'), 4 role ('' = not fenced), 5 token, 6 commit id,
--       7 body hash of the operation, 8 operations ttl in s, 9 channel, 10 message,
--       11 session id, 12 when a worker looks for its report ('' = as it is, '-' = never again),
--       13 number of events, then the events (JSON), then field, value, …
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
if revision ~= ARGV[2] then return { 'conflict', revision, current[3] or '', '' } end
local logType = redis.call('TYPE', KEYS[2]).ok
if logType ~= 'none' and logType ~= 'stream' then return { 'unreadable', revision, '', 'log' } end
if logType == 'stream' then
  local about = redis.call('XINFO', 'STREAM', KEYS[2])
  for i = 1, #about, 2 do
    if about[i] == 'last-generated-id' and tonumber(string.match(about[i + 1], '^%d+')) > tonumber(revision) then
      return { 'unreadable', revision, '', 'log' }
    end
  end
end
local count = tonumber(ARGV[13])
local last = string.format('%d', tonumber(revision) + count)
redis.call('HSET', KEYS[1], 'revision', last, 'commitId', ARGV[6], unpack(ARGV, 14 + count))
for i = 1, count do
  redis.call('XADD', KEYS[2], string.format('%d-0', tonumber(revision) + i), 'commitId', ARGV[6], 'event', ARGV[13 + i])
end
redis.call('HSET', KEYS[3], ARGV[1], last .. ' ' .. ARGV[6] .. ' ' .. ARGV[7])
redis.call('EXPIRE', KEYS[3], ARGV[8])
if ARGV[12] == '-' then
  redis.call('ZREM', KEYS[5], ARGV[11])
elseif ARGV[12] ~= '' then
  redis.call('ZADD', KEYS[5], ARGV[12], ARGV[11])
end
redis.call('PUBLISH', ARGV[9], ARGV[10])
return { 'ok', last, ARGV[6], '' }
