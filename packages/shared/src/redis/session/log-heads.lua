-- Reads the heads of many logs in one call.
-- KEYS: records of sessions (hashes)
-- Replies (a string for each key, because a reply of three is dear for a thousand sessions): revision, id of the last commit
-- and phase, with spaces between; '0' and two empty ones where there is no record; of what is no hash '0', '' and 'closed'
local heads = {}
for i = 1, #KEYS do
  local fields = redis.pcall('HMGET', KEYS[i], 'revision', 'commitId', 'phase')
  if fields.err then fields = { '0', '', 'closed' } end
  heads[i] = (fields[1] or '0') .. ' ' .. (fields[2] or '') .. ' ' .. (fields[3] or '')
end
return heads
