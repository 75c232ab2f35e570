-- Uses Neovim as its user would: looks at the findings, takes a fix, completes, formats. Prints one line each.
local function say(...) io.stdout:write(table.concat({ ... }, ' '), '\n') end
local function wait(what, ready)
  if not vim.wait(20000, ready, 20) then say('waited in vain for', what) vim.cmd('cquit') end
end

local buffer = vim.api.nvim_get_current_buf()
vim.bo.shiftwidth = 2
local function line(number) return vim.api.nvim_buf_get_lines(buffer, number, number + 1, false)[1] end
local function errors() return vim.diagnostic.get(buffer, { severity = vim.diagnostic.severity.ERROR }) end

wait('the server', function() return #vim.lsp.get_clients({ name = 'boxwright', bufnr = buffer }) > 0 end)
local client = vim.lsp.get_clients({ name = 'boxwright', bufnr = buffer })[1]
wait('findings', function() return #errors() > 0 end)
for _, found in ipairs(errors()) do say('finding', found.lnum + 1 .. ':' .. found.col + 1, found.code) end

local function ask(method, params)
  local answer = client:request_sync(method, params, 20000, buffer)
  return answer and answer.result
end

local found = errors()[1]
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
local here = vim.lsp.util.make_range_params(0, client.offset_encoding)
here.context = { diagnostics = {} }
local first = ask('textDocument/codeAction', here)[1]
say('offered', first.title)
vim.lsp.buf.code_action({ apply = true, filter = function(action) return action.title == first.title end })
wait('the fix', function() return #errors() == 0 end)
say('fixed', line(found.lnum))

vim.api.nvim_buf_set_lines(buffer, 6, 6, false, { '<' })
vim.api.nvim_win_set_cursor(0, { 7, 1 })
local list = ask('textDocument/completion', vim.lsp.util.make_position_params(0, client.offset_encoding))
local labels = {}
for index = 1, 3 do labels[index] = list.items[index].label end
say('offered', unpack(labels))
vim.api.nvim_buf_set_lines(buffer, 6, 7, false, { '<sound model="ac97"/>' })
vim.lsp.buf.format({ async = false, timeout_ms = 20000 })
for _, text in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
  if text:find('<sound') then say('formatted', text) end
end
vim.cmd('qall!')
