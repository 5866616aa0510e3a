-- Reads the heads of many logs in one call.
-- KEYS: records of sessions (hashes)
-- Replies (three strings for each key): revision, id of the last commit, phase; '0', '' and '' where there is no record;
-- of what is no hash '0', '' and 'closed'
local heads = {}
for i = 1, #KEYS do
  local fields = redis.pcall('HMGET', KEYS[i], 'revision', 'commitId', 'phase')
  if fields.err then fields = { '0', '', 'closed' } end
  heads[i * 3 - 2] = fields[1] or '0'
  heads[i * 3 - 1] = fields[2] or ''
  heads[i * 3] = fields[3] or ''
end
return heads
