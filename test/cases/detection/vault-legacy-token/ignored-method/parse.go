if !s.ReadUint16LengthPrefixed(&cipherSuites) || !s.ReadUint24LengthPrefixed(&certList) {
	return false
}
