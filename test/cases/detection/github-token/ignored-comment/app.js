const token = "gh⁞p_mxgJTeKdNnFRIBXuDL7DxtpYlSXpfK0IYYek"; // lockers:ignore
