-- Counts one more use of a limited thing within its window.
-- KEYS: 1 counter
-- ARGV: 1 window in ms
-- Replies (two strings): uses in this window with this one, ms until the window ends
local uses = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  left = tonumber(ARGV[1])
end
return { string.format('%d', uses), string.format('%d', left) }
