const token = "gh⁞p_abcdefghijk";
