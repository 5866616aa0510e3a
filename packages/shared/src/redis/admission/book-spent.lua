-- Books what was spent on a day, also where nothing was reserved for it.
-- KEYS: 1 the day's purse
-- ARGV: 1 amount in millionths of a dollar, 2 how long the purse is kept, in ms
-- Reply: the day's sum
local sum = redis.call('INCRBY', KEYS[1], ARGV[1])
if redis.call('PTTL', KEYS[1]) < 0 then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return sum
