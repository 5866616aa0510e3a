-- Moves a booking to its next state, if it still stands as it was read.
-- KEYS: 1 booking, 2 what is needed to place its call
-- ARGV: 1 booking as it was read ('': there was none), 2 booking from now on ('': none), 3 its life in ms,
--       4 the call from now on ('': none, '=': as it is), 5 its life in ms
-- Replies: 1 when it was moved, else 0
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
if ARGV[4] == '' then
  redis.call('DEL', KEYS[2])
elseif ARGV[4] ~= '=' then
  redis.call('SET', KEYS[2], ARGV[4], 'PX', ARGV[5])
end
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
else
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
end
return 1
