-- Where the logs of many sessions stand: one call instead of one for each. Reads only.
-- KEYS: records of sessions (hashes)
-- Replies (two strings for each key): revision, id of the last commit; '0' and '' where there is no record
local positions = {}
for i = 1, #KEYS do
  local fields = redis.call('HMGET', KEYS[i], 'revision', 'commitId')
  positions[i * 2 - 1] = fields[1] or '0'
  positions[i * 2] = fields[2] or ''
end
return positions
