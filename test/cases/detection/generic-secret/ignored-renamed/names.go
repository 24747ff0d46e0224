var names = map[string]string{
	"DecapsulationKey768": "DecapsulationKey1024",
	"encryptionKey":       "encryptionKey1024",
}
