-- Deletes a request that is done. The mark of a candidate goes with the last request for everything of theirs: another
-- one that is still pending needs it. The time is taken here, because a command may arrive long after it was sent.
-- KEYS: 1 requests, 2 deletion records that wait for a rewrite of the file, 3 note of an erasure, then marks
-- ARGV: 1 reference, 2 new value of the note, then the candidate of each mark
-- Reply: the number of marks that were deleted
redis.call('HDEL', KEYS[1], ARGV[1])
local pending = {}
for _, text in ipairs(redis.call('HVALS', KEYS[1])) do
  local isReadable, request = pcall(cjson.decode, text)
  if isReadable and type(request) == 'table' and request.sessionId == cjson.null and type(request.owners) == 'table' then
    for _, owner in ipairs(request.owners) do pending[owner] = true end
  end
end
local deleted = 0
for i = 4, #KEYS do
  if not pending[ARGV[i - 1]] then deleted = deleted + redis.call('DEL', KEYS[i]) end
end
local now = redis.call('TIME')
redis.call('ZADD', KEYS[2], now[1] * 1000 + math.floor(now[2] / 1000), ARGV[1])
redis.call('SET', KEYS[3], ARGV[2])
return deleted
