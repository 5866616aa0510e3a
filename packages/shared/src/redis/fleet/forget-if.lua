-- Removes a key if it still holds this value.
-- KEYS: 1 key
-- ARGV: 1 value
-- Replies: 1 when it was removed, else 0
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('DEL', KEYS[1])
