-- Keeps the slots of holders in many sets, and counts the taken slots of each set.
-- KEYS: sorted sets of holders, by the time their slot ends
-- ARGV: 1 life of a slot in ms, then for each key: number of holders, the holders
-- Replies (a string for each key): how many slots are taken now
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000)
local ends = string.format('%d', now + tonumber(ARGV[1]))
local counts = {}
local at = 2
for i = 1, #KEYS do
  local holders = tonumber(ARGV[at])
  for holder = at + 1, at + holders do redis.call('ZADD', KEYS[i], ends, ARGV[holder]) end
  if holders > 0 then redis.call('PEXPIRE', KEYS[i], ARGV[1]) end
  counts[i] = string.format('%d', redis.call('ZCOUNT', KEYS[i], now, '+inf'))
  at = at + holders + 1
end
return counts
