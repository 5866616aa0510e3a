-- Sets a field of a hash if another one is there. Otherwise a hash that is gone would come back without an expiry.
-- KEYS: 1 hash
-- ARGV: 1 field that must be there, 2 field, 3 value
-- Replies: 1 when it was set, else 0
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[2], ARGV[3])
return 1
