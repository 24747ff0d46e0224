syn match javaccToken "<[^> \t]*>"
syn region depKey start="^Forwarded\ze: *" end="$" contained
syn match purifyToken "^WPW:.*$"
