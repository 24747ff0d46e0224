codes = {
    _curses.KEY_CATAB: 'ktbc',
    _curses.KEY_RIGHT: 'kcuf1',
}
