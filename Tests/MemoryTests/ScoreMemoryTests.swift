import Memory
import Testing
