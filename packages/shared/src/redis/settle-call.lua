-- Puts another amount in the place of what was reserved for a call: its cost when it is over, or more while it lives.
-- KEYS: 1 reservations (hash), 2 money of the day of the reservation, in millionths of a dollar
-- ARGV: 1 session, 2 the reservation as it was read, 3 new amount less reserved amount, in millionths,
--       4 the reservation from now on ('': none, it is settled)
-- Reply: 1 when it was done now, 0 when somebody has done so before
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
if ARGV[4] == '' then redis.call('HDEL', KEYS[1], ARGV[1]) else redis.call('HSET', KEYS[1], ARGV[1], ARGV[4]) end
redis.call('INCRBY', KEYS[2], ARGV[3])
return 1
