-- Puts what a call has cost in the place of what was reserved for it, once.
-- KEYS: 1 reservations (hash), 2 money of the day of the reservation, in millionths of a dollar
-- ARGV: 1 session, 2 the reservation as it was read, 3 cost less reserved amount, in millionths
-- Reply: 1 when it was settled now, 0 when it was settled before
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('INCRBY', KEYS[2], ARGV[3])
return 1
