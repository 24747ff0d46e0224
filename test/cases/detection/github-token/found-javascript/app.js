const token = "⟦gh⁞p_u8jzPde0IgxLd6GncfBAepfJBd0Kh8024xXH⟧";
