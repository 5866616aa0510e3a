-- Renews the leases that one instance holds in a role, of many sessions. Never touches the revision.
-- KEYS: record hashes
-- ARGV: 1 role, 2 instance, 3 ttl in ms, then the token of each lease
-- Replies (a string for each key): 'ok'; 'lost' to another holder, or with the record; 'failed', which says nothing of it
local role = ARGV[1]
local now = redis.call('TIME')
local nowMs = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
local untilMs = string.format('%d', nowMs + tonumber(ARGV[3]))
local outcomes = {}
for i = 1, #KEYS do
  -- A record that is no hash, or a store that is full, must not cost the other leases their renewal.
  local current = redis.pcall('HMGET', KEYS[i], role .. 'Holder', role .. 'Token')
  if current.err then
    outcomes[i] = 'failed'
  elseif current[1] ~= ARGV[2] or current[2] ~= ARGV[3 + i] then
    outcomes[i] = 'lost'
  else
    local set = redis.pcall('HSET', KEYS[i], role .. 'Until', untilMs)
    outcomes[i] = type(set) == 'table' and set.err and 'failed' or 'ok'
  end
end
return outcomes
