-- Takes or gives back the right to serve a session in a role. Never touches the revision.
-- KEYS: 1 record hash
-- ARGV: 1 'take' | 'give', 2 role, 3 instance, 4 token (give), 5 ttl in ms (take),
--       6 instance that was lost ('' for none, '*' whichever it is): the next holder need not wait for its lease
-- Replies (three strings): outcome, token, holder
local role = ARGV[2]
local current = redis.call('HMGET', KEYS[1], 'phase', role .. 'Holder', role .. 'Until', role .. 'Token')
local phase, holder, untilMs, token = current[1], current[2] or '', current[3] or '0', current[4] or '0'
if not phase then return { 'gone', '0', '' } end
local now = redis.call('TIME')
local nowMs = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
if ARGV[1] == 'take' then
  if phase == 'ended' or phase == 'closed' then return { 'ended', token, holder } end
  local isLost = ARGV[6] == '*' or holder == (ARGV[6] or '')
  local isHeld = holder ~= '' and holder ~= ARGV[3] and not isLost
  if isHeld and tonumber(untilMs) > nowMs then return { 'taken', token, holder } end
  local nextToken = string.format('%d', tonumber(token) + 1)
  redis.call('HSET', KEYS[1], role .. 'Holder', ARGV[3], role .. 'Token', nextToken,
    role .. 'Until', string.format('%d', nowMs + tonumber(ARGV[5])))
  return { 'ok', nextToken, ARGV[3] }
end
if token ~= ARGV[4] or holder ~= ARGV[3] then return { 'lost', token, holder } end
redis.call('HSET', KEYS[1], role .. 'Holder', '', role .. 'Until', '0')
return { 'ok', token, holder }
